"""Addresses of jobs."""

from django.urls import path

from atelier.work import views


app_name = "work"

urlpatterns = [
    path("travaux/<uuid:job_id>", views.job, name="job"),
    path("travaux/<uuid:job_id>/avancement", views.progress, name="progress"),
    path("travaux/<uuid:job_id>/relancer", views.retry, name="retry"),
]
