import { UsageError } from 'acclimate/parts'
import { once } from 'node:events'
import { type Admitted, fleetApp } from '../serve/app.ts'
import { LEAST_TOKEN } from '../serve/guard.ts'
import { listen } from '../serve/serve.ts'
import { shownOf } from '../serve/shown-of.ts'
import { periodOf, type Place, update, wholeNumber } from './answering.ts'

/** `acclimate fleet serve`: until it is interrupted. */
export async function runServe(place: Place, flags: Readonly<Record<string, unknown>>): Promise<number> {
  const host = flags['host'] === undefined ? undefined : String(flags['host'])
  const admitted = admittedAt(host, process.env['ACCLIMATE_FLEET_TOKEN'])
  const port = wholeNumber('--port', flags['port'], 65_535)
  await update(place)
  const app = fleetApp(shownOf({ ...place, period: () => periodOf(flags) }), admitted)
  const serving = await listen(app, host ?? '127.0.0.1', port).catch((error: Error) => {
    throw new UsageError(`cannot listen at ${host ?? '127.0.0.1'}:${port}: ${error.message}`)
  })
  if (!place.quiet) process.stderr.write(`The fleet is at ${serving.address} until you press Ctrl-C.\n`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await serving.stop()
  return 0
}

/** Only this machine, or whoever has the token: nothing else is to be had. Throws a UsageError where there is none. */
export function admittedAt(host: string | undefined, token: string | undefined): Admitted {
  if (host === undefined) return { to: 'loopback' }
  if (token === undefined || token.length < LEAST_TOKEN) {
    throw new UsageError(
      `--host opens the dashboard to others: set ACCLIMATE_FLEET_TOKEN to a secret of at least ${LEAST_TOKEN} characters`,
    )
  }
  return { to: 'token', token }
}
