using System.Text;

namespace WarmTransfer.Emulator.Tests.Phones;

public sealed class PhonesFileTests
{
    private const string Number = "+15105550123";

    public static TheoryData<string, Phone> Everything => new()
    {
        { "", Phone.AnswersAfter(TimeSpan.FromSeconds(2)) },
        { """ "behaviour": "answers", "after": "1.5s" """, Phone.AnswersAfter(TimeSpan.FromMilliseconds(1500)) },
        { """ "behaviour": "busy" """, Phone.Busy() },
        { """ "behaviour": "busy", "after": "10ms" """, Phone.Busy().RespondsAfter(TimeSpan.FromMilliseconds(10)) },
        { """ "behaviour": "rejects" """, Phone.Rejects() },
        { """ "behaviour": "rejects", "sipStatus": 480 """, Phone.Rejects(480) },
        { """ "behaviour": "noAnswer" """, Phone.RingsOut() },
        { """ "behaviour": "mailbox", "greeting": "Leave a message." """, Phone.Mailbox("Leave a message.") },
        { """ "behaviour": "mailbox", "greeting": "Hi.", "does": [{ "hangsUp": true }] """, Phone.Mailbox("Hi.").HangsUp() },
        { """ "behaviour": "unreachable" """, Phone.Unreachable() },
        { """ "behaviour": "refusesConnection" """, Phone.RefusesConnection() },
        { """ "behaviour": "unknownHost" """, Phone.HasUnknownHost() },
        {
            """ "does": [{ "says": "Hello." }, { "waits": "1m" }, { "presses": "12#" }, { "beeps": true }, { "hangsUp": true }] """,
            Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("Hello.").Waits(TimeSpan.FromMinutes(1)).Presses("12#").Does(new PhoneAction.Beep()).HangsUp()
        },
        { """ "hangsUpAfter": "10s" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).HangsUpAfter(TimeSpan.FromSeconds(10)) },
        { """ "losesMediaAfter": "10s" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).LosesMediaAfter(TimeSpan.FromSeconds(10)) },
        { """ "rings": false """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).WithoutRinging() },
        { """ "ringsAfter": "1s" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).RingsAfter(TimeSpan.FromSeconds(1)) },
        { """ "reactsAfter": "1s" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).ReactsAfter(TimeSpan.FromSeconds(1)) },
        { """ "voice": 700 """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).WithVoice(700) },
        { """ "credentials": { "user": "u", "password": "p" } """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).RequiresCredentials("u", "p") },
        { """ "answerHeaders": { "X-Desk": "7", "X-Empty": "" } """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).AnswersWithHeader("X-Desk", "7").AnswersWithHeader("X-Empty", "") },
        { """ "transfer": "succeeds" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)) },
        { """ "transfer": "refused" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).RefusesTransfer() },
        { """ "transfer": "refused", "transferStatus": 486 """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).RefusesTransfer(486) },
        { """ "transfer": "fails" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).FailsTransfer() },
        { """ "transfer": "ignored" """, Phone.AnswersAfter(TimeSpan.FromSeconds(2)).IgnoresTransfer() },
    };

    [Theory]
    [MemberData(nameof(Everything))]
    public void Read_Phone_IsTheOneMadeInCode(string members, Phone expected)
    {
        var phone = Read($$"""{"phones":[{"number":"{{Number}}"{{(members.Length > 0 ? "," : "")}}{{members}}}]}""").Find(Number, "sip.example.com");

        Assert.NotNull(phone);
        Assert.Equal(expected.OnAnswer, phone.OnAnswer.AsEnumerable());
        Assert.Equal(expected.AnswerHeaders.AsEnumerable(), phone.AnswerHeaders);
        Assert.Equal(Rest(expected), Rest(phone));

        static object Rest(Phone of) =>
            (of.Behaviour, of.ResponseDelay, of.RingDelay, of.SipStatus, of.HangUpDelay, of.MediaLossDelay, of.Transfer, of.Credentials, of.VoiceHertz, of.ReactionDelay);
    }

    [Theory]
    [InlineData("Could you TAKE the call?", "Yes.")]
    [InlineData("Thank you, goodbye", "Bye.")]
    [InlineData("Hm.", null)]
    public void Read_When_ReactsToWhatIsHeard(string heard, string? says)
    {
        var phone = Read($$"""
            {"phones":[{"number":"{{Number}}","when":[
                { "hears": "take the call", "does": [{ "says": "Yes." }] },
                { "matches": "\\b(good)?bye$", "does": [{ "says": "Bye." }] }
            ]}]}
            """).Find(Number, "");

        var text = new HeardText("ai", heard, "room", default);
        var answer = phone!.Reactions.Select(reaction => reaction.Respond(text)).FirstOrDefault(actions => actions.Length > 0, []);

        Assert.Equal(says is null ? [] : [new PhoneAction.Say(says)], answer.AsEnumerable());
    }

    [Fact]
    public void Read_Comments_AreSkipped() => Assert.NotNull(Read("""{ "phones": [ /* the desk */ { "number": "desk" } ] } // end""").Find("desk", ""));

    [Theory]
    [InlineData(1, "not JSON", "")]
    [InlineData(3, "not JSON: '}' is an invalid start of a value.", "{\n\"phones\":\n}")]
    [InlineData(2, "not JSON", "{\"phones\":[]}\n{}")]
    [InlineData(1, "the text is an array; expected an object such as {\"phones\":", "[]")]
    [InlineData(1, "phones is missing; expected an array of phones.", "{}")]
    [InlineData(1, "phones is an object; expected an array.", """{"phones":{}}""")]
    [InlineData(2, "phonse is not known; did you mean \"phones\"?", "{\"phones\":[],\n\"phonse\":[]}")]
    [InlineData(1, "phones[0] is \"+1510\"; expected an object.", """{"phones":["+1510"]}""")]
    [InlineData(2, "phones[0].number is missing; expected a text.", "{\"phones\":[\n{}]}")]
    [InlineData(1, "phones[0].number is 15105550123; expected a text that is not empty.", """{"phones":[{"number":15105550123}]}""")]
    [InlineData(1, "phones[0].number is blank", """{"phones":[{"number":" "}]}""")]
    [InlineData(3, "phones[1].number \"+1 (510) 555-0123\" is in the book already", "{\"phones\":[\n{\"number\":\"+15105550123\"},\n{\"number\":\"+1 (510) 555-0123\"}]}")]
    [InlineData(2, "phones[0].behavior is not known; did you mean \"behaviour\"?", "{\"phones\":[{\"number\":\"1\",\n\"behavior\":\"busy\"}]}")]
    public void Read_Mistake_NamesLineAndWhatWasExpected(int line, string message, string text)
    {
        var problems = new JsonProblems("phones.json");

        PhonesFile.Read(Encoding.UTF8.GetBytes(text), problems);

        Assert.StartsWith($"phones.json({line}): {message}", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("behaviour is \"bussy\"; expected \"busy\"? It is one of \"answers\", \"busy\"", """ "behaviour": "bussy" """)]
    [InlineData("after is \"soon\"; expected a duration such as \"2s\"", """ "after": "soon" """)]
    [InlineData("after is \"-2s\"; expected a duration", """ "after": "-2s" """)]
    [InlineData("after is given twice; remove one of them.", """ "after": "2s", "after": "3s" """)]
    [InlineData("after says nothing about a phone that is \"noAnswer\"; remove it, or make the behaviour \"answers\" or \"busy\"", """ "behaviour": "noAnswer", "after": "2s" """)]
    [InlineData("sipStatus is 200; expected a whole number from 300 to 699.", """ "behaviour": "rejects", "sipStatus": 200 """)]
    [InlineData("sipStatus says nothing about a phone that is \"busy\"", """ "behaviour": "busy", "sipStatus": 486 """)]
    [InlineData("greeting is missing; expected a text.", """ "behaviour": "mailbox" """)]
    [InlineData("does[0] has 2 members; expected one of says, waits, presses, beeps or hangsUp.", """ "does": [{ "says": "Hi.", "hangsUp": true }] """)]
    [InlineData("does[0] has 0 members", """ "does": [{}] """)]
    [InlineData("does[0].say is not known; did you mean \"says\"?", """ "does": [{ "say": "Hi." }] """)]
    [InlineData("does[0].presses is \"1-2\"; expected keys: 0-9, A-D, * and #.", """ "does": [{ "presses": "1-2" }] """)]
    [InlineData("does[0].hangsUp is false; expected true", """ "does": [{ "hangsUp": false }] """)]
    [InlineData("does[0].beeps is 1; expected true or false.", """ "does": [{ "beeps": 1 }] """)]
    [InlineData("when[0].hears or matches has to be there", """ "when": [{ "does": [] }] """)]
    [InlineData("when[0].hears or matches has to be there", """ "when": [{ "hears": "a", "matches": "b", "does": [] }] """)]
    [InlineData("when[0].does is missing", """ "when": [{ "hears": "a" }] """)]
    [InlineData("when[0].matches is no regular expression that can be used", """ "when": [{ "matches": "(", "does": [] }] """)]
    [InlineData("voice is 4100; expected a whole number from 100 to 4000.", """ "voice": 4100 """)]
    [InlineData("voice is 450; expected a multiple of 100.", """ "voice": 450 """)]
    [InlineData("ringsAfter contradicts \"rings\": false", """ "rings": false, "ringsAfter": "1s" """)]
    [InlineData("credentials.user is missing", """ "credentials": { "password": "p" } """)]
    [InlineData("credentials.password is missing or no text", """ "credentials": { "user": "u" } """)]
    [InlineData("answerHeaders.X-A is 1; expected a text.", """ "answerHeaders": { "X-A": 1 } """)]
    [InlineData("transfer is \"refuses\"; expected \"refused\"?", """ "transfer": "refuses" """)]
    [InlineData("transferStatus is only for a \"transfer\" that is \"refused\"", """ "transferStatus": 603 """)]
    public void Read_MistakeInAPhone_IsNoted(string message, string members)
    {
        var problems = new JsonProblems("phones.json");

        var book = PhonesFile.Read(Encoding.UTF8.GetBytes($$"""{"phones":[{"number":"{{Number}}",{{members}}}]}"""), problems);

        Assert.Contains(problems.Messages, problem => problem.StartsWith("phones.json(1): phones[0]." + message, StringComparison.Ordinal));
        Assert.Null(book.Find(Number, ""));
    }

    [Fact]
    public void Read_WrongPassword_IsNotRepeated()
    {
        var problems = new JsonProblems("phones.json");

        PhonesFile.Read("""{"phones":[{"number":"1","credentials":{"user":"u","password":271828}}]}"""u8, problems);

        Assert.DoesNotContain("271828", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TwoMistakes_ThrowsWithALineForEach()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\"phones\":[{\"number\":\"1\",\"after\":2},\n{\"numbr\":\"2\"}]}");

            var error = Assert.Throws<InvalidDataException>(() => PhoneBook.Load(path));

            Assert.Collection(
                error.Message.Split('\n'),
                line => Assert.StartsWith($"{path}(1): phones[0].after is 2", line, StringComparison.Ordinal),
                line => Assert.StartsWith($"{path}(2): phones[1].number is missing", line, StringComparison.Ordinal),
                line => Assert.StartsWith($"{path}(2): phones[1].numbr is not known; did you mean \"number\"?", line, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_NoFile_SaysWhich() =>
        Assert.Contains("no-such-phones.json", Assert.Throws<FileNotFoundException>(() => PhoneBook.Load("no-such-phones.json")).Message, StringComparison.Ordinal);

    private static PhoneBook Read(string text)
    {
        var problems = new JsonProblems();
        var book = PhonesFile.Read(Encoding.UTF8.GetBytes(text), problems);
        Assert.Empty(problems.Messages);
        return book;
    }
}
