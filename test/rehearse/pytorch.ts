import { existsSync } from 'node:fs'

/** The Python of the tests, which `npm test` makes with PyTorch in it. */
export const python = `${process.cwd()}/.venv/bin/python`

/** Whether it could be made. */
export const hasPyTorch = process.platform === 'linux' && existsSync(python)
