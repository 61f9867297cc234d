import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { QUESTIONS } from '../../packages/fleet/src/questions/questions.ts'
import { TABLE_NAMES, TABLES } from '../../packages/fleet/src/tables/tables.ts'
import { VIEWS } from '../../packages/fleet/src/tables/views.ts'

const page = readFileSync(new URL('../../docs/fleet.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')

test('every table, column, view and question is documented', () => {
  const columns = TABLE_NAMES.flatMap((name) => Object.entries(TABLES[name].columns))
  const said = [
    ...TABLE_NAMES.map((name) => `**\`${name}\`**: ${TABLES[name].about}`),
    ...columns.map(([name, [type, meaning]]) => `| \`${name}\` | ${type} | ${meaning} |`),
    ...Object.entries(VIEWS).map(([name, { about }]) => `**\`${name}\`**: ${about}`),
    ...QUESTIONS.map(({ name }) => `| \`${name}\` |`),
  ]
  expect(said.filter((line) => !page.includes(line))).toEqual([])
})

test('tables are written in the order in which they are told', () => {
  expect(TABLE_NAMES).toEqual(Object.keys(TABLES))
})
