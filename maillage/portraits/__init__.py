"""The portrait of a territory: everything a reader is told, assembled from released values.

Draws nothing and renders nothing; `maillage.reports` and the site receive its dictionary.
"""

from maillage.portraits.assembling import Portrait, portrait
from maillage.portraits.shelf import Shelf, open_shelf


__all__ = ["Portrait", "Shelf", "open_shelf", "portrait"]
