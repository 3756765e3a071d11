// The questions that the CLI asks. The index of @inquirer/prompts also brings an editor, with half a megabyte of tables
// for encodings.
export { default as checkbox } from '@inquirer/checkbox'
export { default as confirm } from '@inquirer/confirm'
export { default as input } from '@inquirer/input'
export { default as number } from '@inquirer/number'
export { default as password } from '@inquirer/password'
export { default as search } from '@inquirer/search'
export { default as select } from '@inquirer/select'
