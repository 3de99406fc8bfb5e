"""The doors of the demonstration."""

from django.urls import path

from atelier.demonstration import views


app_name = "demonstration"

urlpatterns = [path("demonstration/entrer/<slug:role>", views.enter, name="enter")]
