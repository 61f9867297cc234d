/** A name that was understood, with what was assumed; or why it was not, in one sentence that says what there is. */
export type Understood<Thing> = { readonly is: Thing; readonly notes: readonly string[] } | { readonly problem: string }
