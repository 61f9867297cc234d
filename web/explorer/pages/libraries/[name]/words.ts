import type { Statement } from '../../../../../src/knowledge/library.ts'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { rangeInWords } from '../../../parts/course.ts'

/** `works since 1.11.0 (2025-10-20)`. */
export function statementInWords(statement: Statement | undefined): string {
  if (statement === undefined) return 'not known'
  return [SUPPORT_WORDS[statement.status], rangeInWords(statement)].filter(Boolean).join(' ')
}

/** What it does there apart from its status: `installs, uses the GPU by mps`. */
export function abilitiesOf({ installs, gpu, backend }: Statement): string {
  return [
    installs === undefined ? '' : installs ? 'installs' : 'does not install',
    gpu === undefined
      ? ''
      : gpu
        ? `uses the GPU${backend === undefined ? '' : ` by ${backend}`}`
        : 'leaves the GPU idle',
  ]
    .filter(Boolean)
    .join(', ')
}
