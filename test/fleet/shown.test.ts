import { Validator } from '@cfworker/json-schema'
import { toJsonSchema } from '@valibot/to-json-schema'
import { Command } from 'commander'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { MADE_UP_NOW, madeUpOutcomes } from '../../bench/fleet/made-up.mjs'
import { defineAnswers } from '../../packages/fleet/src/commands/define-answers.ts'
import { placeOf } from '../../packages/fleet/src/commands/place-of.ts'
import { openEmbeddedStore } from '../../packages/fleet/src/engine/embedded/engine.ts'
import { fleetReportSchema } from '../../packages/fleet/src/show/fleet-report.ts'
import { query } from '../../packages/fleet/src/tables/query.ts'
import { openTables } from '../../packages/fleet/src/tables/open.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import { widthOf } from '../../src/render/terminal/printable.ts'
import { HOSTILE, hostileReport } from '../render/hostile.ts'
import { failed, faring, outcome, stoppedBy, temporaryFolder } from './outcomes.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** What a command writes to standard output about these outcomes, which a fleet's file has. */
async function fleet(outcomes: Iterable<Outcome>, ...words: readonly string[]): Promise<string> {
  const file = join(temporaryFolder(), 'fleet.duckdb')
  const store = await openEmbeddedStore(file)
  await store.keep([...outcomes].map((one) => ({ outcome: one })))
  await store.close()
  const program = new Command('fleet').exitOverride()
  defineAnswers(program, placeOf, () => {})
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const now = words[0] === 'sql' || words[0] === 'serve' ? [] : ['--now', MADE_UP_NOW]
  await program.parseAsync([...words, '--file', file, '--quiet', ...now], { from: 'user' })
  return written.join('')
}

const hostile = HOSTILE.flatMap((text) => [
  outcome(text, { team: text, report: { ...hostileReport(text), findings: [stoppedBy(text, { message: text })] } }),
  failed(`${text}2`, 'not-found', text, { team: text }),
])

describe('report', () => {
  test('tells a terminal of 80 columns what each answer comes to', async () => {
    const text = await fleet(madeUpOutcomes(100), 'report', '--rows', '3')
    expect(text).toContain('How ready are they?')
    expect(text).toMatch(/\d+ of 100 repositories run on a Mac/)
    expect(text).toContain('more; --rows shows as many as you say')
    expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(80)
  })

  test('says nothing that a terminal obeys, whatever repositories are called', async () => {
    const text = await fleet(hostile, 'report', '--rows', '100')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(80)
  })

  test.each([
    ['made up', () => madeUpOutcomes(60)],
    ['hostile', () => hostile],
    ['none', () => []],
  ])('gives programs what its schema says: %s', async (_, outcomes) => {
    const document = JSON.parse(await fleet(outcomes(), 'report', '--format', 'json', '--team', 'vision'))
    const validator = new Validator(toJsonSchema(fleetReportSchema) as never, '2020-12')
    expect(validator.validate(document).errors).toEqual([])
    expect(document).toMatchObject({
      now: MADE_UP_NOW,
      since: '2026-11-21T00:00:00.000Z',
      selection: { team: 'vision' },
    })
    expect(Object.keys(document.answers)).toHaveLength(6)
  })

  test('is the same twice', async () => {
    const once = await fleet(madeUpOutcomes(60), 'report', '--format', 'json')
    expect(await fleet(madeUpOutcomes(60), 'report', '--format', 'json')).toBe(once)
  })

  test('gives a spreadsheet texts, not formulas', async () => {
    const outcomes = [outcome('=1+1', { report: faring('needs-edits', {}, { effort: 'minutes' }), team: 'a,"b"' })]
    const text = await fleet(outcomes, 'report', 'minutes-away', '--format', 'csv')
    expect(text).toBe('repository,team,framework,automatic,manual\r\n\'=1+1,"a,""b""",none,0,0\r\n')
  })

  test('writes Parquet, a file a question', async () => {
    const folder = temporaryFolder()
    await fleet(madeUpOutcomes(60), 'report', '--format', 'parquet', '--output', folder)
    expect(readdirSync(folder)).toHaveLength(6)
    const { connection, close } = await openTables(folder)
    const { rows } = await query(connection, `SELECT name FROM '${folder}/readiness.parquet' WHERE "by" = 'all'`)
    expect(rows).toEqual([['all']])
    close()
  })

  test('writes the dashboard, and each report beside it', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'fleet.html')
    const outcomes = [outcome('a'), failed('b', 'not-found', 'no such repository')]
    await fleet(outcomes, 'report', '--html', file, '--with-reports')
    expect(readFileSync(file, 'utf8')).toContain('"reportsAt":"fleet-reports/*.html"')
    expect(readdirSync(join(folder, 'fleet-reports'))).toEqual(['1.html'])
  })

  test.each([
    [['report', 'nothing'], 'there is no question nothing'],
    [['report', '--since', 'yesterday'], '--since yesterday is no day'],
    [['report', '--since', '2027-01-01'], 'is after'],
    [['report', '--rows', '-1'], '--rows -1'],
    [['report', '--format', 'csv'], 'needs --output FOLDER'],
    [['report', 'models', '--format', 'parquet'], 'needs --output FILE'],
    [['report', '--with-reports'], 'needs --html'],
    [['sql', 'DROP TABLE outcomes'], 'read only'],
    [['serve', '--host', '0.0.0.0'], 'ACCLIMATE_FLEET_TOKEN'],
  ])('refuses %j', async (words, why) => {
    await expect(fleet([], ...words)).rejects.toThrow(why)
  })
})

describe('sql', () => {
  const outcomes = [outcome('a', { team: '\u001B[2Jx' }), outcome('b', { team: 'y' })]
  const sql = 'SELECT team, count(*) AS all FROM repositories GROUP BY team ORDER BY team DESC'

  test('in a terminal', async () => {
    expect(await fleet(outcomes, 'sql', sql)).toBe('  team  all\n  y       1\n  [2Jx    1\n')
  })

  test('for programs', async () => {
    expect(JSON.parse(await fleet(outcomes, 'sql', sql, '--format', 'json'))).toEqual({
      columns: ['team', 'all'],
      rows: [
        ['y', '1'],
        ['\u001B[2Jx', '1'],
      ],
    })
  })
})

describe('digest', () => {
  test('tells the week: what changed, where things stand, what to replace next', async () => {
    const guard = stoppedBy('flash-attn', { fix: { kind: 'manual', effort: 'minutes', summary: 'Guard it.' } })
    const text = await fleet(
      [
        outcome('https://git.example/a.git', { at: '2026-11-10T00:00:00Z', report: faring('blocked') }),
        outcome('https://git.example/a.git', { at: '2026-11-26T00:00:00Z', commit: 'c2', report: faring('runs') }),
        outcome('b', { report: faring('needs-edits', { findings: [guard] }) }),
      ],
      'digest',
    )
    expect(text).toContain('# On Metal, 2026-11-21 to 2026-11-28')
    expect(text).toContain('- 1 repository better because of code.')
    expect(text).toContain('| <code>git.example/a</code> | better | blocked | runs | 0 | 0 | code |')
    expect(text).toContain('- Replacing flash-attn makes 1 more repository run; it stops 1.')
  })

  test('calls nobody and shows nothing, whatever repositories are called', async () => {
    // Nothing is a mention or an address in code.
    const text = (await fleet(hostile, 'digest')).replaceAll(/<code>[^<]*<\/code>/g, 'code')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u)
    expect(text).not.toMatch(/@octocat|<|!\[|https:\/\/evil/)
    expect(text.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1)
  })
})
