// What a JSON Schema consists of, as far as `apply` looks into that of its files.

export interface FileSchema {
  readonly properties?: Readonly<Record<string, FileSchema>>
  readonly items?: FileSchema
  readonly [keyword: string]: unknown
}
