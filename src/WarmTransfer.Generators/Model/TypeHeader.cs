namespace WarmTransfer.Generators;

/// <summary>What a type is declared as.</summary>
internal enum TypeForm
{
    Class,
    Record,
    Struct,
    RecordStruct,
    Interface,
}

/// <summary>How a partial type is opened again.</summary>
/// <param name="Form">What it is declared as.</param>
/// <param name="Name">Without type parameters; escaped where it is a keyword.</param>
/// <param name="Parameters">The names of its type parameters, escaped as well.</param>
internal sealed record TypeHeader(TypeForm Form, string Name, EquatableArray<string> Parameters);
