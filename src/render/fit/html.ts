import type { Fit } from '../../report/fit.ts'
import { asText } from '../html/escape.ts'
import { gigabytes, plainNumber, range } from '../terminal/fit/numbers.ts'
import { costPlot, memoryPlot } from './plots.ts'
import { questionOf, speedOfFit } from './speed.ts'

/** Machines that one page compares. */
const MOST_ROWS = 60

/** Nothing runs and nothing is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const STYLE = `
:root { color-scheme: light dark; --bar: #2f6fd0; --range: #2f6fd055; --limit: #c0392b; --line: #8886; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
figure { margin: 0; } svg { width: 100%; height: auto; max-width: 40rem; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
ol { list-style: none; padding: 0; margin: 0; } li { padding: .4rem 0; border-bottom: 1px solid var(--line); }
.bar { position: relative; height: .8rem; background: #8882; border-radius: .2rem; }
.bar i { position: absolute; top: 0; bottom: 0; background: var(--range); border-radius: .2rem; }
.bar b { position: absolute; top: 0; bottom: 0; width: 3px; background: var(--bar); }
.no { color: var(--limit); } small { opacity: .8; }
`

/** Fits as one page that needs nothing else: memory over context, speeds with their ranges, cost against speed. */
export function fitsAsHtml(fits: readonly Fit[]): string {
  const [first] = fits
  const title = first === undefined ? 'No machine suits what was asked for' : questionOf(first)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${asText(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body><main>',
    `<h1>${asText(title)}</h1>`,
    ...(first === undefined ? [] : sections(first, fits)),
    '</main></body>',
    '</html>',
    '',
  ].join('\n')
}

function sections(first: Fit, fits: readonly Fit[]): string[] {
  const { bytes, parts } = first.memory
  const shown = fits.slice(0, MOST_ROWS)
  const unit = fits.map(speedOfFit).find((speed) => speed !== undefined)?.unit
  const memory = memoryPlot(first)
  const cost = costPlot(shown)
  return [
    `<p>Needs ${gigabytes(bytes.low)} to ${gigabytes(bytes.high)}: ${asText(parts.map((part) => `${part.name} ${gigabytes(part.bytes)}`).join(', '))}.</p>`,
    ...(memory === undefined ? [] : ['<h2>Memory over the context</h2>', memory]),
    `<h2>${unit === undefined ? 'Machines' : `Speed, in ${asText(unit)}`}</h2>`,
    `<p><small>The mark is the value, the bar around it holds nine of ten measurements.</small></p>`,
    `<ol>${rows(shown).join('')}</ol>`,
    ...(fits.length > shown.length ? [`<p>${fits.length - shown.length} more with --format csv.</p>`] : []),
    ...(cost === undefined ? [] : ['<h2>Cost against speed</h2>', cost]),
    ...(first.notes.length === 0 ? [] : ['<h2>Notes</h2>', ...first.notes.map((note) => `<p>${asText(note)}</p>`)]),
  ]
}

function rows(fits: readonly Fit[]): readonly string[] {
  const most = Math.max(0, ...fits.map((fit) => speedOfFit(fit)?.estimate.high ?? 0))
  return fits.map((fit, index) => {
    const speed = speedOfFit(fit)
    const { machine, memory } = fit
    const name = `<div>${index + 1}. ${asText(machine.name)} <small>${gigabytes(machine.gpuBudgetBytes)} for it</small></div>`
    if (!memory.fits) {
      return `<li>${name}<div class="no">does not fit: ${gigabytes(memory.bytes.value - machine.gpuBudgetBytes)} are lacking</div></li>`
    }
    if (speed === undefined) return `<li>${name}<div>fits</div></li>`
    const { value, low, high } = speed.estimate
    const bar = `<div class="bar"><i style="left:${share(low, most)};width:${share(high - low, most)}"></i><b style="left:${share(value, most)}"></b></div>`
    return `<li>${name}${bar}<div>${plainNumber(value)} <small>(${range(speed.estimate)})</small></div></li>`
  })
}

function share(amount: number, most: number): string {
  return `${((100 * amount) / most).toFixed(1)}%`
}
