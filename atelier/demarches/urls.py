"""Addresses of the démarche."""

from django.urls import path

from atelier.demarches.views import (
    documents,
    handover,
    identity,
    members,
    opening,
    people,
    steps,
    tasks,
)


app_name = "demarches"

ONE = "demarches/<int:demarche_id>"

urlpatterns = [
    path("demarches", opening.index, name="index"),
    path("demarches/ouvrir", opening.opening, name="opening"),
    path(f"{ONE}/entrer", opening.enter, name="enter"),
    path(f"{ONE}/identite.css", identity.identity, name="identity"),
    path(f"{ONE}/cadre", opening.frame, name="frame"),
    path(f"{ONE}/cadre/missions", opening.missions, name="missions"),
    path(f"{ONE}/etat", opening.set_status, name="set_status"),
    path(f"{ONE}/presentations/ajouter", opening.presentation, name="add_presentation"),
    path(f"{ONE}/presentations/<int:presentation_id>", opening.presentation, name="presentation"),
    path(f"{ONE}/etapes", steps.timeline, name="steps"),
    path(f"{ONE}/etapes/ajouter", steps.edit, name="add_step"),
    path(f"{ONE}/etapes/<int:step_id>", steps.step, name="step"),
    path(f"{ONE}/etapes/<int:step_id>/modifier", steps.edit, name="edit_step"),
    path(f"{ONE}/etapes/<int:step_id>/etat", steps.set_status, name="step_status"),
    path(f"{ONE}/etapes/<int:step_id>/rang", steps.move, name="move_step"),
    path(f"{ONE}/etapes/<int:step_id>/taches", steps.homework, name="homework"),
    path(f"{ONE}/etapes/<int:step_id>/fiche", steps.sheet, name="sheet"),
    path(f"{ONE}/etapes/<int:step_id>/fiche/modifier", steps.rewrite, name="rewrite_sheet"),
    path(f"{ONE}/livrables/<int:deliverable_id>", steps.deliver, name="deliver"),
    path(f"{ONE}/personnes", people.people, name="people"),
    path(f"{ONE}/personnes/ajouter", members.add_member, name="add_member"),
    path(f"{ONE}/personnes/passer-la-main", handover.hand_over, name="hand_over"),
    path(f"{ONE}/personnes/rejoindre", people.join, name="join"),
    path(f"{ONE}/mandats/<int:mandate_id>/inviter", people.invite, name="invite"),
    path(f"{ONE}/mandats/<int:mandate_id>/fin", people.end_mandate, name="end_mandate"),
    path(f"{ONE}/instances/ajouter", people.edit_instance, name="add_instance"),
    path(f"{ONE}/instances/<int:instance_id>", people.instance, name="instance"),
    path(f"{ONE}/instances/<int:instance_id>/modifier", people.edit_instance, name="edit_instance"),
    path(f"{ONE}/instances/<int:instance_id>/dissoudre", people.dissolve, name="dissolve"),
    path(f"{ONE}/documents", documents.documents, name="documents"),
    path(f"{ONE}/documents/ajouter", documents.add, name="add_document"),
    path(f"{ONE}/documents/<int:document_id>", documents.document, name="document"),
    path(f"{ONE}/documents/<int:document_id>/supprimer", documents.remove, name="remove_document"),
    path(f"{ONE}/taches", tasks.tasks, name="tasks"),
    path(f"{ONE}/taches/ajouter", tasks.edit, name="add_task"),
    path(f"{ONE}/taches/<int:task_id>", tasks.edit, name="edit_task"),
    path(f"{ONE}/taches/<int:task_id>/fait", tasks.tick, name="tick_task"),
]
