"""Addresses of the portraits. The fictitious territory has the same pages under `/fictif/`.

Each page of a territory exists for several communes too, under `perimetre/?communes=…`.
"""

from django.urls import include, path

from atelier.portraits.places import FICTITIOUS, REAL
from atelier.portraits.views import catalogue, comparing, data, figures, maps, reading


ONE = "<slug:level>/<str:code>"
FIGURE = "indicateurs/<slug:indicator_id>"
FILE = f"{FIGURE}/<str:name>"

territory_pages = [
    path("comparer/", comparing.compare, name="compare"),
    path("choisir/", maps.choose, name="choose"),
    path("perimetre/", reading.perimeter, name="perimeter_territory"),
    path("perimetre/themes/<slug:theme>/", reading.perimeter_theme, name="perimeter_theme"),
    path("perimetre/telecharger/<slug:fmt>", reading.perimeter_download, name="perimeter_download"),
    path(f"perimetre/{FIGURE}/", figures.figure, name="perimeter_figure"),
    path(f"perimetre/{FILE}", figures.figure_file, name="perimeter_figure_file"),
    path("perimetre/carte/", maps.whole_map, name="perimeter_map"),
    path("perimetre/carte/contours.json", maps.map_shapes, name="perimeter_map_shapes"),
    path("perimetre/ages/", comparing.ages, name="perimeter_ages"),
    path(f"{ONE}/", reading.territory, name="territory"),
    path(f"{ONE}/themes/<slug:theme>/", reading.theme, name="theme"),
    path(f"{ONE}/telecharger/<slug:fmt>", reading.download, name="download"),
    path(f"{ONE}/{FIGURE}/", figures.figure, name="figure"),
    path(f"{ONE}/{FILE}", figures.figure_file, name="figure_file"),
    path(f"{ONE}/carte/", maps.whole_map, name="map"),
    path(f"{ONE}/carte/contours.json", maps.map_shapes, name="map_shapes"),
    path(f"{ONE}/semblables/", comparing.similar, name="similar"),
    path(f"{ONE}/ages/", comparing.ages, name="ages"),
]

urlpatterns = [
    path("", reading.home, name="home"),
    path("recherche/", reading.search, name="search"),
    path("recherche/suggestions/", reading.suggestions, name="suggestions"),
    path("territoires/", include((territory_pages, REAL)), {"shelf": REAL}),
    path("fictif/territoires/", include((territory_pages, FICTITIOUS)), {"shelf": FICTITIOUS}),
    path("indicateurs/", catalogue.catalogue, name="catalogue"),
    path("indicateurs/<slug:indicator_id>/", catalogue.indicator, name="indicator"),
    path("donnees/", data.data, name="data"),
    path("donnees/deposer/", data.deposit, name="deposit"),
    path("donnees/depots/<uuid:job_id>/supprimer/", data.discard, name="discard"),
    path("donnees/telecharger/", data.fetch, name="fetch"),
    path("donnees/avancement/", data.progress, name="progress"),
]
