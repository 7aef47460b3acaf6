export class GeneratorOptions {}
