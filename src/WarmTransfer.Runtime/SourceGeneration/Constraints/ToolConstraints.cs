using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace WarmTransfer.SourceGeneration;

/// <summary>What constraints ask of a value, as the attributes of <c>System.ComponentModel.DataAnnotations</c> do. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolConstraints
{
    // The attributes themselves: what is an address here is one everywhere else in the application.
    private static readonly EmailAddressAttribute EmailAddress = new();
    private static readonly UrlAttribute Url = new();
    private static readonly PhoneAttribute Phone = new();

    /// <summary>The text is an email address.</summary>
    /// <param name="value">The text.</param>
    public static bool IsEmailAddress(string value) => EmailAddress.IsValid(value);

    /// <summary>The text is an http, https or ftp URL.</summary>
    /// <param name="value">The text.</param>
    public static bool IsUrl(string value) => Url.IsValid(value);

    /// <summary>The text is a phone number.</summary>
    /// <param name="value">The text.</param>
    public static bool IsPhone(string value) => Phone.IsValid(value);

    /// <summary>Counts the items of a list, set or dictionary.</summary>
    /// <param name="items">The items.</param>
    /// <typeparam name="T">Their type.</typeparam>
    public static int Count<T>(IEnumerable<T> items) => items.Count();
}
