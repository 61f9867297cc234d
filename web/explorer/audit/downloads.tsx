import type { Output, RenderOptions } from '../../../src/render/output.ts'
import type { Report } from '../../../src/report/report.ts'

interface Download {
  readonly words: string
  readonly title: string
  /** The end of the file's name. */
  readonly ending: string
  readonly type: string
  readonly output: () => Promise<Output>
}

/** The ways to take a report away; each is loaded when it is asked for. */
const DOWNLOADS: readonly Download[] = [
  {
    words: 'Page to share',
    title: 'One HTML file that needs nothing else',
    ending: 'html',
    type: 'text/html',
    output: async () => (await import('../../../src/render/html/index.ts')).output,
  },
  {
    words: 'Markdown',
    title: 'For an issue or a pull request',
    ending: 'md',
    type: 'text/markdown',
    output: async () => (await import('../../../src/render/markdown/index.ts')).output,
  },
  {
    words: 'SARIF',
    title: 'For code scanning and editors',
    ending: 'sarif',
    type: 'application/sarif+json',
    output: async () => (await import('../../../src/render/sarif/index.ts')).output,
  },
  {
    words: 'JSON',
    title: 'The report as programs read it; acclimate render and diff take it, too',
    ending: 'json',
    type: 'application/json',
    output: async () => (await import('../../../src/render/json/index.ts')).output,
  },
]

/** Buttons that save the report. */
export function Downloads({ report }: { readonly report: Report }) {
  return (
    <div class="downloads" role="group" aria-label="Save the report">
      {DOWNLOADS.map((download) => (
        <button key={download.ending} type="button" title={download.title} onClick={() => void save(report, download)}>
          {download.words}
        </button>
      ))}
    </div>
  )
}

async function save(report: Report, { output, ending, type }: Download): Promise<void> {
  const [{ render }, { pageOf }] = await Promise.all([output(), import('./rule-pages.ts')])
  const options: RenderOptions = { columns: 100, colour: false, pageOf }
  const address = URL.createObjectURL(new Blob([render(report, options)], { type }))
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: `${fileName(report.project.name)}.acclimate.${ending}`,
  })
  link.click()
  URL.revokeObjectURL(address)
}

/** A project may have any name; that of a file stays plain. */
function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80)
}
