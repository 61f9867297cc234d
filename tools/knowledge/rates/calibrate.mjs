/** Calibrates rates on measurements, and holds them against measurements that were left out. */
import { classesOf, trainingClassesOf } from '../../../dist/fit/speed/classes.js'
import { secondsOf } from '../../../dist/fit/speed/rates.js'
import { BASES, STARTS, widthOf } from './priors.mjs'
import { solveRates } from './solve.mjs'

/**
 * Rates of one kind of work on one platform.
 *
 * @param near - rates of nearly the same cases, from which these are found sooner
 */
export function calibrated(cases, kind, near) {
  const bases = Object.fromEntries(Object.entries(BASES).filter(([rate]) => rate.startsWith(`${kind}.`)))
  return solveRates(cases, { bases, widthOf, starts: STARTS, near })
}

/**
 * Each case predicted by rates that know nothing of its group.
 *
 * @param groupOf - the chip or the model of a case
 */
export function heldOut(cases, kind, groupOf) {
  const groups = [...new Set(cases.map(groupOf))]
  const near = calibrated(cases, kind)
  return groups.flatMap((group) => {
    const rates = calibrated(
      cases.filter((one) => groupOf(one) !== group),
      kind,
      near,
    )
    return cases.filter((one) => groupOf(one) === group).map((one) => predicted(one, rates))
  })
}

/** A case with its prediction: `log` of measured over predicted speed, and `error` as a share of the measured speed. */
export function predicted(one, rates) {
  const seconds = secondsOf(one.terms, one.traits, rates)
  return { ...one, log: Math.log(seconds / one.seconds), error: one.seconds / seconds - 1 }
}

/** The chip or card of a case, whatever its memory and however many there are. */
export function chipOf({ machine }) {
  return machine.name.replace(/^\d+x /, '').replace(/,? \d+ GB$/, '')
}

export function modelOf({ row }) {
  return row.model
}

/** The classes by which the range of a case is told, the most particular first. */
export function rangesOf({ kind, machine, model, row }) {
  if (kind === 'image') return ['image']
  if (kind === 'train') return trainingClassesOf(row.kind)
  return classesOf(kind, { machine, model, runtime: row.runtime, batch: row.batch ?? 1 })
}
