import { createContext } from 'preact'
import type { Shipped } from '../shipped.ts'

/** What parts fetch once somebody uses them; absent while a page is written as plain HTML. */
export const ShippedHere = createContext<Shipped | undefined>(undefined)
