import type { Setting } from '../../../project/facts.ts'
import { fixBy } from '../../finding/fix-by.ts'
import type { DraftFix } from '../../rule.ts'
import { fixes, type Kind, whys } from './prose.ts'

/** Files that say by their name that they are for Macs, so that nobody with CUDA has to follow them. */
const FOR_MACS = /(?:^|[/_.-])(?:mac|macos|osx|mps|metal|apple)(?=[/_.-]|$)/i

/** What a Mac takes in place of CUDA's. Where a file is for all machines none of these is right, for it has no conditions. */
const ON_MACS: Partial<Record<Kind, string>> = {
  device: 'mps',
  nccl: 'gloo',
  distributed: 'NO',
  attention: 'sdpa',
  fp16: 'no',
  bf16: 'no',
}

/** The value for a Mac in a file that is for Macs alone; undefined in any other, and where there is none of one word. */
export function chooseForMacs(kind: Kind, { file, value, written, site }: Setting): DraftFix | undefined {
  const text = FOR_MACS.test(file) ? ON_MACS[kind] : undefined
  // A switch such as `flash_attn: true` takes no name.
  if (text === undefined || !written || typeof value !== 'string') return undefined
  const isQuoted = site.excerpt.includes(`'${value}'`) || site.excerpt.includes(`"${value}"`)
  // YAML before 1.2 reads a bare `no` as false.
  const put = isQuoted || !/^no$/i.test(text) ? text : `'${text}'`
  const edit = { file, ...written, text: put, safety: 'suggested', why: whys.forMacs } as const
  return fixBy([edit], { effort: 'minutes', summary: fixes[kind] })
}
