"""Where every code belongs: territories of today, lists of each year, passages, contours.

Refuses to compute any statistic. Built once from clean tables by `build_geography`, then read by
`Geography`.

Clean geography tables (`CleanTable.kind == "geography"`), by dataset; columns are text unless said:

    decoupage_communes      year (int), code, name, type (commune, commune_deleguee,
                            commune_associee, arrondissement_municipal), parent (the commune, for
                            the last three), departement, region, zone (metro, drom, com, fictif),
                            population (int, of reference, null when unknown), postal_codes (list),
                            former_codes (list)
    decoupage_epci          year (int), code, name, kind (CC, CA, CU, METRO…), commune: one row per
                            member
    decoupage_departements  year (int), code, name, region, zone
    decoupage_regions       year (int), code, name, region (null), zone
    cog_evenements          date (ISO), kind (MOD of Insee), before, before_name, after,
                            after_name: communes only, one that stays is among its own successors
    cog_communes            the columns of decoupage_communes, used for the years it lacks
    cog_passage             before, after (commune today): former codes, without dates
    iris_reference          year (int), code, name, commune (the municipal arrondissement in Paris,
                            Lyon and Marseille)
    epci_composition        year (int), commune, epci, epci_name
    contours_communes       year (int), code, type, parent (for a commune déléguée), wkb (binary,
                            longitude and latitude in degrees)

Only `decoupage_communes` is indispensable; each other table adds what it knows.
"""

from maillage.geography.atlas import Geography
from maillage.geography.building import build_geography
from maillage.geography.territory import Territory, UnknownTerritory


__all__ = ["Geography", "Territory", "UnknownTerritory", "build_geography"]
