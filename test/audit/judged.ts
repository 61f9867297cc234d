import { audit } from '../../src/pipeline.ts'
import type { Finding } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

/** What is found in some files. */
export async function findingsIn(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  return (await audit(tree(files), OPTIONS)).findings
}

/** Effect and certainty of what is found in some files, of one kind. */
export async function judged(
  code: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly (readonly string[])[]> {
  const findings = (await findingsIn(files)).filter((finding) => finding.code === code)
  return findings.map(({ effect, certainty }) => [effect, certainty])
}
