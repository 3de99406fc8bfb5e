"""Write every official file of the fictitious territory into one folder."""

from pathlib import Path

from maillage.simulator.census.dossier import (
    census_by_commune,
    census_tables,
    write_dossier_complet,
)
from maillage.simulator.census.economy import economy_block
from maillage.simulator.census.iris import write_iris_bases
from maillage.simulator.census.past import past_block
from maillage.simulator.files.caf import write_caf
from maillage.simulator.files.directories import write_directories
from maillage.simulator.files.facilities import write_facilities
from maillage.simulator.files.filosofi import filosofi_block, write_filosofi
from maillage.simulator.files.geography import write_geography
from maillage.simulator.files.health import write_health
from maillage.simulator.files.labour import write_labour
from maillage.simulator.files.programmes import write_programmes
from maillage.simulator.files.schools import write_schools
from maillage.simulator.files.social_housing import write_social_housing
from maillage.simulator.world import World


def write_official_files(world: World, folder: Path) -> list[Path]:
    """All files, in the exact format of their publishers; the list of what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = census_tables(world)
    blocks = [census_by_commune(world, tables), past_block(world), filosofi_block(world)]
    blocks.append(economy_block(world))
    written = write_geography(world, folder)
    written.append(write_dossier_complet(world, folder, blocks))
    written += write_iris_bases(world, folder, tables)
    written += write_filosofi(world, folder)
    written += write_caf(world, folder)
    for rooms in (write_facilities, write_schools, write_labour, write_health, write_programmes):
        written += rooms(world, folder)
    written += write_directories(world, folder)
    written.append(write_social_housing(world, folder))
    return written
