namespace WarmTransfer.Emulator.Tests;

public sealed class PhoneBookTests
{
    private readonly PhoneBook _book = new();
    private readonly Phone _phone = Phone.RingsOut();

    [Theory]
    [InlineData("+1 (510) 555-0123", "+15105550123", "trunk")]
    [InlineData("tel:+15105550123", "+15105550123", "trunk")]
    [InlineData("+15105550123", "+1 510 555 0123", "trunk")]
    [InlineData("sip:desk@pbx.example.com", "desk", "pbx.example.com")]
    [InlineData("sip:desk@pbx.example.com:5060;transport=tcp", "desk", "pbx.example.com:5061")]
    [InlineData("Desk", "desk", "anything")]
    public void Find_SameAddressWrittenOtherwise_IsFound(string added, string dialled, string host)
    {
        _book.Add(added, _phone);

        Assert.Same(_phone, _book.Find(dialled, host));
    }

    [Fact]
    public void Find_AddressAtAHost_ComesBeforeTheBareUserAndOnlyThere()
    {
        var atHost = Phone.Busy();
        _book.Add("desk", _phone).Add("sip:desk@pbx.example.com", atHost);

        Assert.Same(atHost, _book.Find("desk", "pbx.example.com"));
        Assert.Same(_phone, _book.Find("desk", "other.example.com"));
        Assert.Null(_book.Find("+15105550123", "pbx.example.com"));
    }

    [Fact]
    public void Remove_ThenFind_IsUnknown()
    {
        _book.Add("+15105550123", _phone);

        Assert.True(_book.Remove("+1 510 5550123"));
        Assert.False(_book.Remove("+15105550123"));
        Assert.Null(_book.Find("+15105550123", ""));
    }

    [Fact]
    public void Add_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => _book.Add(" ", _phone));
        Assert.Throws<ArgumentNullException>(() => _book.Add("+1", null!));
    }
}
