"""Addresses of workshops: in the démarche for the team, under `a/` for the phones."""

from django.urls import path

from atelier.workshops.views import (
    actors,
    cards,
    desk,
    hall,
    hand,
    late,
    offline,
    preparation,
    results,
    wall,
)


app_name = "workshops"

ALL = "demarches/<int:demarche_id>/ateliers"
ONE = f"{ALL}/<int:workshop_id>"
ACTIVITY = f"{ONE}/activites/<int:activity_id>"
STATEMENT = f"{ACTIVITY}/affirmations/<int:statement_id>"
HAND = "a/<slug:code>"

urlpatterns = [
    path(ALL, preparation.index, name="index"),
    path(f"{ALL}/preparer", preparation.plan, name="plan"),
    path(f"{ALL}/rattacher", preparation.tie_to_meeting, name="tie_to_meeting"),
    path(ONE, preparation.workshop, name="workshop"),
    path(f"{ONE}/modifier", preparation.edit, name="edit"),
    path(f"{ONE}/supprimer", preparation.remove, name="remove"),
    path(f"{ONE}/salle", hall.hall, name="hall"),
    path(f"{ONE}/salle/adresse", hall.choose_address, name="choose_address"),
    path(f"{ONE}/materiel", preparation.materials, name="materials"),
    path(f"{ONE}/activites/ajouter", preparation.add_activity, name="add_activity"),
    path(f"{ACTIVITY}/modifier", preparation.edit_activity, name="edit_activity"),
    path(f"{ACTIVITY}/rang", preparation.move_activity, name="move_activity"),
    path(f"{ACTIVITY}/supprimer", preparation.remove_activity, name="remove_activity"),
    path(f"{ACTIVITY}/affirmations", preparation.statements, name="statements"),
    path(f"{ACTIVITY}/affirmations/ajouter", preparation.add_statement, name="add_statement"),
    path(f"{STATEMENT}/modifier", preparation.edit_statement, name="edit_statement"),
    path(f"{STATEMENT}/supprimer", preparation.remove_statement, name="remove_statement"),
    path(f"{ONE}/regie", desk.desk, name="desk"),
    path(f"{ONE}/regie/suivi", desk.pulse, name="pulse"),
    path(f"{ONE}/etat", desk.set_status, name="set_status"),
    path(f"{ONE}/code", desk.renew_code, name="renew_code"),
    path(f"{ONE}/ecran", desk.screen, name="screen"),
    path(f"{ONE}/ecran/vue", desk.projection, name="projection"),
    path(f"{ONE}/ecran/montrer", desk.show, name="show"),
    path(f"{ONE}/cartes/relues", cards.check_cards, name="check_cards"),
    path(f"{ONE}/cartes/<int:card_id>", cards.check_card, name="check_card"),
    path(f"{ACTIVITY}/etat", desk.set_activity, name="set_activity"),
    path(f"{ACTIVITY}/cartes/saisir", desk.type_cards, name="type_cards"),
    path(f"{ACTIVITY}/photos/ajouter", desk.add_photo, name="add_photo"),
    path(f"{ACTIVITY}/photos/<int:document_id>", desk.photo, name="photo"),
    path(f"{ACTIVITY}/gommettes/compter", desk.count_dots, name="count_dots"),
    path(f"{ACTIVITY}/suivante", desk.step, name="step"),
    path(f"{ACTIVITY}/votes-tardifs", late.decide_late, name="decide_late"),
    path(f"{STATEMENT}/devoiler", desk.reveal, name="reveal"),
    path(f"{STATEMENT}/compter", desk.count_bets, name="count_bets"),
    path(f"{ONE}/mur", wall.wall, name="wall"),
    path(f"{ONE}/mur/deplacer", wall.move, name="move_card"),
    path(f"{ONE}/groupes/ajouter", wall.add_group, name="add_group"),
    path(f"{ONE}/groupes/<int:group_id>", wall.edit_group, name="edit_group"),
    path(f"{ONE}/groupes/<int:group_id>/nom", wall.rename, name="rename_group"),
    path(f"{ONE}/groupes/<int:group_id>/fusionner", wall.merge, name="merge_groups"),
    path(f"{ONE}/groupes/<int:group_id>/supprimer", wall.remove_group, name="remove_group"),
    path(f"{ACTIVITY}/carte", actors.map_of_actors, name="map"),
    path(f"{ACTIVITY}/propositions", actors.read_proposals, name="read_proposals"),
    path(f"{ACTIVITY}/liens/<int:tie_id>/supprimer", actors.remove_tie, name="remove_tie"),
    path(f"{ONE}/resultats", results.results, name="results"),
    path(f"{ONE}/resultats/cartes.csv", results.export, name="export"),
    path(f"{ONE}/sans-reseau", offline.offline, name="offline"),
    path(f"{ONE}/sans-reseau/gardien.js", offline.keeper, name="keeper"),
    path(f"{ONE}/sans-reseau/application.webmanifest", offline.manifest, name="manifest"),
    path(f"{ONE}/sans-reseau/jeton", offline.fresh, name="fresh"),
    path(f"{ONE}/sans-reseau/envoyer", offline.sync, name="sync"),
    path(f"{ACTIVITY}/sans-reseau/photo", offline.send_photo, name="send_photo"),
    path("a", hand.enter, name="enter"),
    path(f"{HAND}", hand.join, name="join"),
    path(f"{HAND}/salle", hand.hand, name="hand"),
    path(f"{HAND}/moment", hand.moment, name="moment"),
    path(f"{HAND}/activites/<int:activity_id>/carte", hand.card, name="card"),
    path(
        f"{HAND}/activites/<int:activity_id>/carte/<int:card_id>/reprendre",
        hand.take_back,
        name="take_back",
    ),
    path(f"{HAND}/activites/<int:activity_id>/lien", hand.proposal, name="proposal"),
    path(f"{HAND}/activites/<int:activity_id>/gommettes", hand.dots, name="dots"),
    path(f"{HAND}/activites/<int:activity_id>/pari", hand.bet, name="bet"),
]
