import { useEffect, useMemo, useState } from 'preact/hooks'
import { asJson } from '../../../src/render/html/escape.ts'
import { packed } from '../../../src/render/html/pack.ts'
import type { Report } from '../../../src/report/report.ts'
import { Sections } from '../../report/sections.tsx'
import { JudgedFor, Title } from '../../report/title.tsx'
import { unpacked } from '../../report/unpack.ts'
import { Downloads } from './downloads.tsx'

interface Props {
  readonly report: Report
  /** How long the audit took, in milliseconds. */
  readonly took: number
  readonly onClear: () => void
}

/** A report as `--format html` shows it. */
export function ShownReport({ report, took, onClear }: Props) {
  // By the same way into the page, so that texts are as tame here as they are there.
  const shown = useMemo(() => unpacked(asJson(packed(report))), [report])
  const whole = usePaper()
  const { filesRead } = report.coverage
  return (
    <article class="report">
      <div class="title">
        <Title report={shown.report} />
        <button type="button" onClick={onClear}>
          Audit another
        </button>
      </div>
      <JudgedFor report={shown.report} />
      <p class="quiet">
        {filesRead} {filesRead === 1 ? 'file' : 'files'} read in {(took / 1000).toFixed(1)} s, in this browser; nothing
        was sent.
      </p>
      <Downloads report={report} />
      <Sections {...shown} whole={whole} />
    </article>
  )
}

/** Whether the page is being printed: paper has no button for more. */
function usePaper(): boolean {
  const [paper, setPaper] = useState(false)
  useEffect(() => {
    const begin = () => setPaper(true)
    const end = () => setPaper(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return paper
}
