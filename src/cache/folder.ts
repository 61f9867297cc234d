import { isAbsolute, join } from 'node:path'

/** What decides where programs keep what they can make again. */
export interface Surroundings {
  readonly platform: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The user's own folder. */
  readonly home: string
}

/** The folder for reports of earlier runs: where the platform says, or where `ACCLIMATE_CACHE_DIR` does. */
export function reportFolder({ platform, environment, home }: Surroundings): string {
  const own = environment['ACCLIMATE_CACHE_DIR']
  if (own) return join(own, 'reports')
  return join(base(platform, environment, home), 'acclimate', 'reports')
}

function base(platform: string, environment: Surroundings['environment'], home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
  const named = environment['XDG_CACHE_HOME']
  // The XDG specification has relative paths ignored.
  return named && isAbsolute(named) ? named : join(home, '.cache')
}
