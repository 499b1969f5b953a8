package io.baton.examples.kafka;

import io.baton.api.DelayedEffect;
import io.baton.api.GatewayEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Outside of all transactions: posts a receipt, in the order of the account's payments. The other
 * side knows a receipt that comes again by its key.
 */
@ApplicationScoped
@Named("receipt")
public class Receipt implements GatewayEffect {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Override
  public void carryOut(DelayedEffect receipt) throws IOException, InterruptedException {
    String url = System.getProperty("receipts.url", "http://127.0.0.1:8099/receipts");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .header("Idempotency-Key", receipt.idempotencyKey())
            .header("Record-Key", String.valueOf(receipt.event().key()))
            .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(receipt.value())))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException(url + " answered " + status);
    }
  }
}
