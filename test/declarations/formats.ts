import { format as condaEnvironment } from '../../src/project/declarations/conda-environment/index.ts'
import { format as condaLock } from '../../src/project/declarations/conda-lock/index.ts'
import { format as pdmLock } from '../../src/project/declarations/pdm-lock/index.ts'
import { format as pipfileLock } from '../../src/project/declarations/pipfile-lock/index.ts'
import { format as pipfile } from '../../src/project/declarations/pipfile/index.ts'
import { format as pixiLock } from '../../src/project/declarations/pixi-lock/index.ts'
import { format as pixiToml } from '../../src/project/declarations/pixi-toml/index.ts'
import { format as poetryLock } from '../../src/project/declarations/poetry-lock/index.ts'
import { format as pylockToml } from '../../src/project/declarations/pylock-toml/index.ts'
import { format as pyprojectToml } from '../../src/project/declarations/pyproject-toml/index.ts'
import { format as uvLock } from '../../src/project/declarations/uv-lock/index.ts'

/** A fixture of each structured format, by its path under `fixtures/`. */
export const samples = [
  [pyprojectToml, 'uv/pyproject.toml'],
  [pyprojectToml, 'poetry/pyproject.toml'],
  [pyprojectToml, 'poetry-and-project/pyproject.toml'],
  [pyprojectToml, 'others/pyproject.toml'],
  [pipfile, 'Pipfile'],
  [pipfileLock, 'Pipfile.lock'],
  [poetryLock, 'poetry.lock'],
  [uvLock, 'uv.lock'],
  [pdmLock, 'pdm.lock'],
  [pylockToml, 'pylock.toml'],
  [condaEnvironment, 'environment-gpu.yml'],
  [condaLock, 'conda-lock.yml'],
  [pixiToml, 'pixi.toml'],
  [pixiLock, 'pixi.lock'],
] as const
