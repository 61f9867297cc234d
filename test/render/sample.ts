import { fileURLToPath } from 'node:url'
import { audit } from '../../src/index.ts'

/** A project with Python, a notebook, manifests, a configuration and a container, and findings in each. */
export const SAMPLE = new URL('../../samples/photo-captions/', import.meta.url)

export const sampleReport = await audit(fileURLToPath(SAMPLE), { asOf: '2026-11-22' })
