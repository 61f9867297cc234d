import { render } from 'preact'
import type { Report } from '../src/report/report.ts'
import { Page } from './page.tsx'
import './style/base.css'
import './style/answer.css'
import './style/findings.css'
import './style/tables.css'
import './style/print.css'

const root = document.getElementById('page')
const text = document.getElementById('report')?.textContent

if (root && text) {
  const report: Report = JSON.parse(text)
  root.replaceChildren()
  render(<Page report={report} whole={false} />, root)
  // Paper has no button for more; this render is at once, so that the printer waits for it.
  addEventListener('beforeprint', () => render(<Page report={report} whole />, root))
  addEventListener('afterprint', () => render(<Page report={report} whole={false} />, root))
}
