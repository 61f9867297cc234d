import { isAbsolute, join } from 'node:path'

/** What decides where programs keep what they can make again. */
export interface Surroundings {
  readonly platform: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The user's own folder. */
  readonly home: string
}

/** What is kept: reports of earlier runs, what was read of each file, answers of package indexes, and files as they were before they were edited. */
export type Part = 'reports' | 'summaries' | 'packages' | 'undo'

/** The folder for one kind of what is kept: where the platform says, or where `ACCLIMATE_CACHE_DIR` does. */
export function cacheFolder({ platform, environment, home }: Surroundings, part: Part): string {
  const own = environment['ACCLIMATE_CACHE_DIR']
  if (own) return join(own, part)
  return join(base(platform, environment, home), 'acclimate', part)
}

function base(platform: string, environment: Surroundings['environment'], home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
  const named = environment['XDG_CACHE_HOME']
  // The XDG specification has relative paths ignored.
  return named && isAbsolute(named) ? named : join(home, '.cache')
}
