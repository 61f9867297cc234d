export const title = 'A library is called in a way that does not suit a Mac'
