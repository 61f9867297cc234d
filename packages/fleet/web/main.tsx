import { render } from 'preact'
import type { DashboardData } from '../src/dashboard/data.ts'
import { Dashboard } from './dashboard.tsx'
import '../../../web/style/base.css'
import '../../../web/style/answer.css'
import '../../../web/style/charts.css'
import '../../../web/style/findings.css'
import '../../../web/style/tables.css'
import '../../../web/style/print.css'
import './dashboard.css'

const root = document.getElementById('page')
const text = document.getElementById('data')?.textContent

if (root && text) {
  const data: DashboardData = JSON.parse(text)
  root.replaceChildren()
  render(<Dashboard data={data} />, root)
}
