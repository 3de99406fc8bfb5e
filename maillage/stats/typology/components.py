"""Principal components of standardised variables: the axes on which resemblance is measured.

Each variable is centred on its mean and divided by its standard deviation (of the population, not
of a sample), so that units do not matter; axes come from a singular value decomposition.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Components:
    """Axes of a table of n rows and p variables.

    eigenvalues  variance on each of the p axes; their sum is p
    directions   (p, p) one column per axis
    coordinates  (n, axes kept)
    centre       means of the variables
    spread       standard deviations
    """

    eigenvalues: np.ndarray
    directions: np.ndarray
    coordinates: np.ndarray
    centre: np.ndarray
    spread: np.ndarray

    @property
    def shares(self) -> np.ndarray:
        """Part of the variance on each axis."""
        return np.asarray(self.eigenvalues / self.eigenvalues.sum())

    def place(self, values: np.ndarray) -> np.ndarray:
        """Coordinates of other rows on the axes kept."""
        kept = self.directions[:, : self.coordinates.shape[1]]
        return np.asarray((values - self.centre) / self.spread @ kept)


def principal_components(values: np.ndarray, *, axes: int) -> Components:
    """Components of (n, p) values without missing cells nor constant column.

    The sign of an axis has no meaning: its largest direction is made positive, so that two runs and
    two machines agree.
    """
    centre, spread = values.mean(axis=0), values.std(axis=0)
    scaled = (values - centre) / spread
    correlations = scaled.T @ scaled / len(scaled)
    eigenvalues, directions = np.linalg.eigh(correlations)
    order = np.argsort(eigenvalues)[::-1]
    eigenvalues, directions = np.maximum(eigenvalues[order], 0), directions[:, order]
    largest = np.abs(directions).argmax(axis=0)
    directions = directions * np.sign(directions[largest, np.arange(directions.shape[1])])
    coordinates = scaled @ directions[:, :axes]
    return Components(eigenvalues, directions, coordinates, centre, spread)
