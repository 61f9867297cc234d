import type { DashboardData } from '../src/dashboard/data.ts'

/** What each part is told: everything, and which repositories are chosen. */
export interface Part {
  readonly data: DashboardData
  readonly chosen: readonly number[]
}
