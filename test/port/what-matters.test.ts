import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lookAtFiles } from '../../src/audit-files.ts'
import { withDefaults } from '../../src/config/options.ts'
import { hostFor } from '../../src/host-for.ts'
import type { Observed } from '../../src/observe.ts'
import { behaviourOf, matters } from '../../src/port/same-behaviour/behaviour.ts'
import { inDirectory } from '../../src/project/files/in-directory.ts'

const OPTIONS = withDefaults({ asOf: '2026-11-01' })
const ROOT = fileURLToPath(new URL('../audit/fixtures', import.meta.url))

async function observedIn(rule: string): Promise<Observed | undefined> {
  const folder = join(ROOT, rule, 'hit')
  const host = hostFor(folder, OPTIONS, undefined)
  return (await lookAtFiles({ name: 'x' }, inDirectory(folder), host, OPTIONS, () => {})).observed
}

describe('what matters of a trace', () => {
  test.each(readdirSync(ROOT))('is all that a behaviour is made of: %s', async (rule) => {
    const observed = await observedIn(rule)
    const paths = observed?.context.trace.modules.map(({ path }) => path) ?? []
    for (const editable of [new Set<string>(), new Set(paths.slice(0, 1)), new Set(paths)])
      for (const machine of ['linux-cuda', 'linux-cpu'] as const) {
        const [all, some] = [() => true, matters(editable)].map((counts) => {
          const trace = observed?.elsewhere(editable, counts)(machine)
          return trace && behaviourOf(trace, editable, (text) => text)
        })
        expect(some).toEqual(all)
      }
  })
})
