"""Every address of the site. A view without mark (`atelier.ui.access`) is closed to everyone."""

from django.urls import include, path

from atelier.ui import views as ui


handler403 = "atelier.ui.views.refused"
handler404 = "atelier.ui.views.not_found"
handler500 = "atelier.ui.views.broken"

urlpatterns = [
    path("healthz", ui.healthz, name="healthz"),
    path("composants", ui.gallery, name="gallery"),
    path("", include("atelier.accounts.urls")),
    path("", include("atelier.work.urls")),
    path("", include("atelier.portraits.urls")),
    path("", include("atelier.home.urls")),
    path("", include("atelier.demonstration.urls")),
    path("", include("atelier.demarches.urls")),
    path("", include("atelier.meetings.urls")),
    path("", include("atelier.workshops.urls")),
    path("", include("atelier.diagnosis.urls")),
    path("", include("atelier.restitution.urls")),
    path("", include("atelier.archives.urls")),
]
