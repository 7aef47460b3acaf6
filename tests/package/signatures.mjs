// What the declarations of the package say of each function: the places of all that it takes.
import { fileURLToPath } from "node:url";
import ts from "typescript5";

const dist = new URL("../../dist/", import.meta.url);

/** Whether the package declares it, and not the language. */
const isOurs = (symbol) => symbol.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(fileURLToPath(dist)));

/**
 * The places of the arguments and of every option, by the name of each function that a `.d.ts` in dist/ exports. A place is the
 * names that lead to it from the list of arguments: `[2, "policy", "classes", 0, "name"]`.
 *
 * @param {string[]} files
 * @returns {Record<string, (string | number)[][]>[]} of each file
 */
export function signatures(files) {
  const paths = files.map((file) => fileURLToPath(new URL(file, dist)));
  const program = ts.createProgram(paths, { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ESNext, strict: true, types: [] });
  const checker = program.getTypeChecker();

  /** The members of an object that are there when a program runs. Of those that are all alike the first. */
  function membersOf(type) {
    const members = checker.getPropertiesOfType(type);
    return type.objectFlags & ts.ObjectFlags.Mapped ? members.slice(0, 1) : members.filter((member) => isOurs(member) && member.name !== "~types");
  }

  /** The places in a type, the one of all of it first. */
  function places(type, path, above = []) {
    const found = [path];
    for (const part of type.isUnion() ? type.types : [type]) {
      if (!(part.flags & ts.TypeFlags.Object || part.isIntersection()) || above.includes(part) || part.getCallSignatures().length > 0) continue;
      const inside = checker.isArrayType(part) || checker.isTupleType(part)
        ? checker.getTypeArguments(part).slice(0, 1).map((item) => [0, item])
        : membersOf(part).map((member) => [member.name, checker.getTypeOfSymbol(member)]);
      for (const [name, member] of inside) found.push(...places(member, [...path, name], [...above, part]));
    }
    return found;
  }

  function placesOf(calls) {
    const found = calls.flatMap((call) => call.getParameters().flatMap((parameter, at) => {
      const type = checker.getTypeOfSymbol(parameter);
      return places(checker.getBaseConstraintOfType(type) ?? type, [at]);
    }));
    // Overloads and unions say the same several times.
    return [...new Map(found.map((place) => [place.join("\0"), place])).values()];
  }

  return paths.map((path) => {
    const functions = {};
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)))) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (!(symbol.flags & ts.SymbolFlags.Value)) continue;
      const type = checker.getTypeOfSymbol(symbol);
      const calls = [...type.getCallSignatures(), ...type.getConstructSignatures()];
      if (calls.length > 0) functions[exported.name] = placesOf(calls);
      for (const member of calls.length > 0 ? [] : checker.getPropertiesOfType(type).filter(isOurs)) {
        const methods = checker.getTypeOfSymbol(member).getCallSignatures();
        if (methods.length > 0) functions[`${exported.name}.${member.name}`] = placesOf(methods);
      }
    }
    return functions;
  });
}
