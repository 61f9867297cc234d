import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { asJson } from '../../../src/render/html/escape.ts'
import { packed } from '../../../src/render/html/pack.ts'
import type { Report } from '../../../src/report/report.ts'
import { AddressAbout, type Topic } from '../../parts/more-about.tsx'
import { Sections } from '../../report/sections.tsx'
import { JudgedFor, Title } from '../../report/title.tsx'
import { unpacked } from '../../report/unpack.ts'
import { useAddress } from '../frame/link.tsx'
import type { Shipped } from '../shipped.ts'
import { Downloads } from './downloads.tsx'
import { pagesAbout, pathAbout } from './pages-about.ts'

interface Props {
  readonly shipped: Shipped
  readonly report: Report
  /** How long the audit took, in milliseconds. */
  readonly took: number
  readonly onClear: () => void
}

/** A report as `--format html` shows it. */
export function ShownReport({ shipped, report, took, onClear }: Props) {
  // By the same way into the page, so that texts are as tame here as they are there.
  const shown = useMemo(() => unpacked(asJson(packed(report))), [report])
  const whole = usePaper()
  const addressAbout = useAddressAbout(report, shipped)
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
      <AddressAbout.Provider value={addressAbout}>
        <Sections {...shown} whole={whole} />
      </AddressAbout.Provider>
    </article>
  )
}

/** Leads from what the report names to the pages of the site, once it is known which ones there are. */
function useAddressAbout(report: Report, shipped: Shipped): (topic: Topic) => string | undefined {
  const [paths, setPaths] = useState<ReadonlySet<string>>(new Set())
  const address = useAddress()
  useEffect(() => {
    void pagesAbout(report, shipped).then(setPaths)
  }, [report])
  return useCallback((topic) => (paths.has(pathAbout(topic)) ? address(pathAbout(topic)) : undefined), [paths])
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
