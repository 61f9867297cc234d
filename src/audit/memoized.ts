export { memoized } from '../knowledge/memoized.ts'
