import { execFileSync } from 'node:child_process'
import * as v from 'valibot'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const CODE = 'import torch\nmodel = torch.nn.Linear(2, 2).cuda()\nmodel.cuda()  # acclimate: ignore[*] not here\n'
const SETTINGS = 'fail-on = "none"\n[[ignore]]\ncode = "*"\nreason = "all is well"\n'

/** A project that says that all is well, as a repository. */
function repository(): string {
  const root = tree({ 'train.py': CODE, 'acclimate.toml': SETTINGS })
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words])
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message=one')
  return root
}

async function audited(...words: readonly string[]) {
  const { code, out } = await runCli(['audit', '--no-cache', ...words])
  return { code, out }
}

async function reported(...words: readonly string[]) {
  const { code, out } = await audited('--format', 'json', ...words)
  return { code, report: v.parse(reportSchema, JSON.parse(out)) }
}

test('a project that sets all aside says so at the top', async () => {
  const root = repository()
  const { code, report } = await reported(root)
  expect(code).toBe(0)
  expect(report.findings).toEqual([])
  expect(report.setAside).toEqual([{ by: 'settings', findings: 1, places: 2 }])
  expect((await audited(root)).out).toContain('Set aside 1 finding by settings')
  expect((await audited(root)).out).toContain('Nothing else was found')
})

test('one that is named by an address is not obeyed, unless it is trusted', async () => {
  const address = `file://${repository()}`
  const { code, report } = await reported(address)
  expect(code).toBe(1)
  expect(report.findings.flatMap(({ sites }) => sites.map(({ line }) => line))).toEqual([2, 3])
  expect(report.setAside).toEqual([])
  expect(report.coverage.unread).toEqual([
    { file: 'acclimate.toml', reason: expect.stringMatching(/--trust-settings/) },
  ])

  const trusted = await reported('--trust-settings', address)
  expect(trusted.code).toBe(0)
  expect(trusted.report.setAside).toEqual([{ by: 'settings', findings: 1, places: 2 }])
})

test('what a baseline lets pass is counted, too', async () => {
  const root = tree({ 'train.py': CODE })
  const baseline = join(tree({}), 'baseline.json')
  await audited('--write-baseline', baseline, root)
  const { code, report } = await reported('--baseline', baseline, root)
  expect(code).toBe(0)
  expect(report.setAside).toEqual([
    { by: 'inline', findings: 1, places: 1 },
    { by: 'baseline', findings: 1, places: 1 },
  ])
})
