namespace WarmTransfer;

/// <summary>Protobuf's wire types: a tag is <c>(field number &lt;&lt; 3) | wire type</c>.</summary>
internal static class FfiWire
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Delimited = 2;
    public const int Fixed32 = 5;
}
