import { render } from 'preact'
import { Page } from './page.tsx'
import { unpacked } from './unpack.ts'
import '../parts/style/base.css'
import '../parts/style/answer.css'
import '../parts/style/charts.css'
import '../parts/style/findings.css'
import '../parts/style/tables.css'
import './style/print.css'

const root = document.getElementById('page')
const text = document.getElementById('report')?.textContent

if (root && text) {
  const unpackedReport = unpacked(text)
  const show = (whole: boolean) => render(<Page {...unpackedReport} whole={whole} />, root)
  root.replaceChildren()
  show(false)
  // Paper has no button for more; this render is at once, so that the printer waits for it.
  addEventListener('beforeprint', () => show(true))
  addEventListener('afterprint', () => show(false))
}
