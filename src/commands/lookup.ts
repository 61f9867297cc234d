import { parseVersion } from '../config/values.ts'
import { lookUp } from '../library/look-up.ts'
import type { LookupOptions } from '../lookup/look-up.ts'
import { renderLookup } from '../render/terminal/lookup/index.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'

/** What stands on the command line, already checked. */
export interface LookupFlags extends LookupOptions {
  readonly format: 'terminal' | 'json'
}

/** Says what is known by each name, as JSON one document a line; ends with 1 when nothing is known of one. */
export function runLookup(names: readonly string[], { format, ...options }: LookupFlags): number {
  for (const name of names) checkVersion(name)
  const lookups = names.map((name) => lookUp(name, options))
  const place = placeOfOutput(undefined)
  const texts = lookups.map((found) => (format === 'json' ? `${JSON.stringify(found)}\n` : renderLookup(found, place)))
  process.stdout.write(texts.join(format === 'json' ? '' : '\n'))
  return lookups.every(({ answers }) => answers.length > 0) ? EXIT.fine : EXIT.findings
}

/** @throws UsageError for `torch==newest`, which would be answered as if no version had been said */
function checkVersion(name: string): void {
  const [, version] = name.split(/===?/, 2)
  if (version !== undefined) parseVersion(version.trim())
}
