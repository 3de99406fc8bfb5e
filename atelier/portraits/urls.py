"""Addresses of the portraits. The fictitious territory has the same pages under `/fictif/`."""

from django.urls import include, path

from atelier.portraits import views
from atelier.portraits.places import FICTITIOUS, REAL


territory_pages = [
    path("perimetre/", views.perimeter, name="perimeter_territory"),
    path("perimetre/themes/<slug:theme>/", views.perimeter_theme, name="perimeter_theme"),
    path("perimetre/telecharger/<slug:fmt>", views.perimeter_download, name="perimeter_download"),
    path("<slug:level>/<str:code>/", views.territory, name="territory"),
    path("<slug:level>/<str:code>/themes/<slug:theme>/", views.theme, name="theme"),
    path("<slug:level>/<str:code>/telecharger/<slug:fmt>", views.download, name="download"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("recherche/", views.search, name="search"),
    path("recherche/suggestions/", views.suggestions, name="suggestions"),
    path("territoires/", include((territory_pages, REAL)), {"shelf": REAL}),
    path("fictif/territoires/", include((territory_pages, FICTITIOUS)), {"shelf": FICTITIOUS}),
    path("indicateurs/", views.catalogue, name="catalogue"),
    path("indicateurs/<slug:indicator_id>/", views.indicator, name="indicator"),
    path("donnees/", views.data, name="data"),
    path("donnees/telecharger/", views.fetch, name="fetch"),
    path("donnees/avancement/", views.progress, name="progress"),
]
