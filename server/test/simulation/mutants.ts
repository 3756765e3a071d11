export async function runMutants(_seed: number, _steps: number): Promise<{ name: string; caught?: { step: number; check: string } }[]> { return [] }
