import { render } from 'preact'
import type { DashboardData } from '../src/dashboard/data.ts'
import { Dashboard } from './dashboard.tsx'
import '../../../web/parts/style/base.css'
import '../../../web/parts/style/answer.css'
import '../../../web/parts/style/charts.css'
import '../../../web/parts/style/findings.css'
import '../../../web/parts/style/tables.css'
import '../../../web/report/style/print.css'
import './dashboard.css'

const root = document.getElementById('page')
const text = document.getElementById('data')?.textContent

if (root && text) {
  const data: DashboardData = JSON.parse(text)
  root.replaceChildren()
  render(<Dashboard data={data} />, root)
}
