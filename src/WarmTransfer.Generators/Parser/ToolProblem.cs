namespace WarmTransfer.Generators;

/// <summary>Why a class or method cannot become an agent or a tool, or not the one its author meant.</summary>
/// <remarks>
/// The generator leaves out what has a problem and says nothing. The analyzers compile the same parser in, run it over the
/// same symbols, and turn each problem into a diagnostic; where it is shown they find from the symbol they parsed and from
/// <see cref="ToolProblem.Parameter"/>. So both read agents alike, and nothing here knows of diagnostics or locations.
/// </remarks>
internal enum ToolProblemKind
{
    // Of the class.

    /// <summary>The class, or a type it is nested in, is not partial. Detail: the type's name.</summary>
    NotPartial,

    /// <summary>The class is static: there is no instance to transfer with.</summary>
    StaticAgent,

    /// <summary>The class, or a type it is nested in, is file-local: no other file can add to it. Detail: the type's name.</summary>
    FileLocalAgent,

    /// <summary>The class has a member the generated code adds. Detail: the member's name.</summary>
    ReservedMember,

    // Of a tool of a base class, which is then not offered. Detail: the class and the method.

    /// <summary>The class cannot call it: it is private to the base class, or internal to another assembly.</summary>
    InheritedToolOutOfReach,

    /// <summary>The class has a member of its name, which generated code would call in its place.</summary>
    InheritedToolHidden,

    /// <summary>With what the class says the base class's type parameters are, or as strict as the class is, it cannot be a tool.</summary>
    InheritedToolUnsupported,

    /// <summary>A built-in tool that the class offers has its name.</summary>
    InheritedToolBuiltInName,

    // Of the method.

    /// <summary>The name is not one that every model takes. Detail: the name.</summary>
    InvalidName,

    /// <summary>Another tool of the class has the name. Detail: the name.</summary>
    DuplicateName,

    /// <summary>A built-in tool has the name and the method does not say it replaces that one. Detail: the name.</summary>
    BuiltInName,

    /// <summary>Another method replaces the same built-in tool. Detail: the built-in tool's name.</summary>
    DuplicateReplacement,

    /// <summary><c>Replaces</c> is not a member of <c>BuiltInTool</c>. Detail: the value.</summary>
    UnknownBuiltIn,

    /// <summary>The method has type parameters.</summary>
    GenericMethod,

    /// <summary>The method is <c>async void</c>: nobody sees when it ends or fails.</summary>
    AsyncVoid,

    /// <summary>The method can only be called through an interface.</summary>
    ExplicitImplementation,

    /// <summary>The method is an accessor, operator, constructor or local function.</summary>
    NotAnOrdinaryMethod,

    /// <summary>The method is partial and has no body.</summary>
    NoImplementation,

    /// <summary>The result cannot be written as JSON. Detail: the type that cannot.</summary>
    UnsupportedReturnType,

    /// <summary>The result is of a type the class leaves open. Detail: the type parameter.</summary>
    OpenReturnType,

    /// <summary>The method returns by reference.</summary>
    RefReturn,

    // Of a parameter.

    /// <summary>The parameter is ref, out or in.</summary>
    RefParameter,

    /// <summary>The parameter's type cannot be read from JSON. Detail: the type that cannot.</summary>
    UnsupportedParameterType,

    /// <summary>The parameter is of a type the class leaves open. Detail: the type parameter.</summary>
    OpenParameterType,

    /// <summary>The parameter's type looks like a service, and does not say <c>[FromServices]</c>. Detail: the type.</summary>
    ServiceWithoutAttribute,

    /// <summary>The value of <c>[DefaultValue]</c> is not one of the parameter's type. Detail: the value.</summary>
    InvalidDefault,

    /// <summary>A constraint asks what cannot be asked of the type, or is of a kind that is not enforced. Detail: the attribute.</summary>
    InvalidConstraint,

    /// <summary>A strict schema cannot say what the parameter may be. Detail: the type, in the parameter's or in an object's.</summary>
    NotStrict,

    /// <summary>Two parameters differ in nothing but case and underscores. Detail: the other one's name.</summary>
    AmbiguousParameter,
}

/// <summary>One thing that is wrong with a class or method.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Parameter">The parameter it is about; null when it is about the class or method.</param>
/// <param name="Detail">The name, type or value that is wrong, see <see cref="ToolProblemKind"/>; null when the kind says it all.</param>
internal sealed record ToolProblem(ToolProblemKind Kind, string? Parameter = null, string? Detail = null);

/// <summary>What came of parsing a <c>[TransferTool]</c> method.</summary>
/// <param name="Model">What was understood; null when the method cannot be called at all. With problems it is not emitted.</param>
/// <param name="Problems">Everything that is wrong with it.</param>
internal sealed record ToolParseResult(ToolModel? Model, EquatableArray<ToolProblem> Problems);

/// <summary>What came of parsing a <c>[TransferAgent]</c> class.</summary>
/// <param name="Model">What is emitted: the class and its tools without problems. Null when nothing can be.</param>
/// <param name="Problems">What is wrong with the class itself.</param>
/// <param name="Tools">One for each of <see cref="AgentParser.ToolMethods"/>, in that order, with the problems that only show beside the other tools.</param>
/// <param name="Inherited">Why tools of base classes are not offered, as far as that does not show where they are declared.</param>
internal sealed record AgentParseResult(AgentModel? Model, EquatableArray<ToolProblem> Problems, EquatableArray<ToolParseResult> Tools, EquatableArray<ToolProblem> Inherited);
