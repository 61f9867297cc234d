import type { Source } from '../../../report/report.ts'

export const title = 'An environment of conda names builds for another platform'

export const message =
  'The builds that this environment names were made for another platform than Macs with Apple silicon, so conda cannot solve it there.'

export const fix =
  'Write the environment out without builds: conda env export --no-builds, or --from-history for what was asked for.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/desmondlzy/embroidery-streamlines/issues/2', seen: '2026-11-27', kind: 'issue' },
  { url: 'https://github.com/vframeio/_vframe_synthetic_archived/issues/1', seen: '2026-11-27', kind: 'issue' },
]
