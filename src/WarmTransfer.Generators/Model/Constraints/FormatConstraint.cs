namespace WarmTransfer.Generators;

/// <summary>What a text can be asked to be.</summary>
internal enum TextFormat
{
    /// <summary>More than white space.</summary>
    NotBlank,
    EmailAddress,
    Phone,

    /// <summary>An http, https or ftp URL; asked of text or of a <c>Uri</c>.</summary>
    Url,
}

/// <summary>A text must be of a well-known format.</summary>
internal sealed record FormatConstraint(TextFormat Format) : ConstraintModel;
