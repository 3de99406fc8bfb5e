"""Addresses of meetings and decisions."""

from django.urls import path

from atelier.meetings.views import answers, decisions, meetings


app_name = "meetings"

ONE = "demarches/<int:demarche_id>"
MEETING = f"{ONE}/reunions/<int:meeting_id>"

urlpatterns = [
    path(f"{ONE}/reunions", meetings.index, name="index"),
    path(f"{ONE}/reunions/preparer", meetings.edit, name="plan"),
    path(f"{ONE}/reunions/agenda.ics", meetings.feed, name="feed"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}/modifier", meetings.edit, name="edit"),
    path(f"{MEETING}/convoquer", meetings.convene, name="convene"),
    path(f"{MEETING}/annuler", meetings.cancel, name="cancel"),
    path(f"{MEETING}/inviter", meetings.guest, name="guest"),
    path(f"{MEETING}/presences", meetings.hold, name="hold"),
    path(f"{MEETING}/compte-rendu", meetings.minutes, name="minutes"),
    path(f"{MEETING}/envoyer", meetings.send, name="send"),
    path(f"{MEETING}/agenda.ics", meetings.ics, name="ics"),
    path(f"{ONE}/decisions", decisions.log, name="log"),
    path(f"{ONE}/decisions/enregistrer", decisions.record, name="record"),
    path(f"{ONE}/decisions/<int:decision_id>", decisions.decision, name="decision"),
    path(f"{ONE}/decisions/<int:decision_id>/suite", decisions.follow, name="follow"),
    path(f"{ONE}/consultations", decisions.consultations, name="consultations"),
    path(f"{ONE}/consultations/ouvrir", decisions.consult, name="consult"),
    path(f"{ONE}/confirmations/<int:confirmation_id>", decisions.answer_for, name="answer_for"),
    path(f"{ONE}/reunions/abonnement", meetings.subscribe, name="subscribe"),
    path("agenda/<str:token>.ics", answers.calendar, name="calendar"),
    path("reponse/<str:token>", answers.reply, name="reply"),
    path("reponse/<str:token>/documents/<int:document_id>", answers.document, name="handed"),
    path("avis/<str:token>", answers.opinion, name="opinion"),
]
