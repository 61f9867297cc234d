import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Edit } from '../../src/report/edit.ts'
import type { Finding } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'
import { mended } from './mended.ts'

const OPTIONS = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

/** A project, its findings of one kind, and its files after the edits of these. */
export async function edited(code: string, contents: Readonly<Record<string, string>>) {
  const root = tree(contents)
  const report = await audit(root, OPTIONS)
  const findings = report.findings.filter((finding) => finding.code === code)
  const project = mended(root, findings)
  onTestFinished(() => rmSync(project.directory, { recursive: true }))
  expect(project.files.map(({ byLines }) => byLines)).toEqual(project.files.map(({ text }) => text))
  const after = (path: string) => readFileSync(join(project.directory, path), 'utf8')
  return { findings, after, edits: editsOf(findings) }
}

function editsOf(findings: readonly Finding[]): readonly Edit[] {
  return findings.flatMap((finding) => finding.edits ?? [])
}
